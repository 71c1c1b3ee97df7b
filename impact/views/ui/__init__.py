"""The only home of streamlit beside app.py and pages/: what pages share."""
