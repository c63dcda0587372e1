"""What people see: the server, its pages, their figures and the training jobs behind them."""
