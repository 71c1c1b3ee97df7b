"""What takes how long, as medians and ratios measured in one run: python -m bench"""
