"""The detection room: texts → detections."""
