"""Many submissions: each sub-folder of one folder blinded by itself, by a pool of processes or a cluster, resumable."""
