"""How good it is: questions with known answers, and the figures that come of asking them."""
