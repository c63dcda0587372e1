"""The classification head: class weights, in shards over the ranks, and the loss."""
