"""What is shown: texts, numbers, charts, tables and the frame of the pages."""
