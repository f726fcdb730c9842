"""How good pillar tags are: labelled passages, training, and the figures."""
