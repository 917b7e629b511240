"""One module per version of the tables; a version that was released is never changed."""
