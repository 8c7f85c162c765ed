"""Documents into passages: one pure function a format, and the detection that tells formats apart."""
