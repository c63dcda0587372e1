"""The classification head: class weights in shards, and the loss on them."""
