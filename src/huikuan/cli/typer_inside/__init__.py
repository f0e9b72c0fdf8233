"""What we use of Typer that it does not promise: all of it stands here, so that a new Typer is met in one place."""
