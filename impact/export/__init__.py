"""What leaves the house: frozen results and the files made of them."""
