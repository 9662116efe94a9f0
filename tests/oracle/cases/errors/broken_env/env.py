import os

url = os.environ["NOT_SET_ANYWHERE"]
