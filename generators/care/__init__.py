"""What goes out to the network, and only on request: the one room that a build never enters."""
