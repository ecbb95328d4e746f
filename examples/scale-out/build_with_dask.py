"""Builds a project on the workers of a Dask cluster.

    python build_with_dask.py PROJECT [--fuzi FUZI] [--scheduler ADDRESS] [--workers N]

Each task is one share of the documents, as `fuzi build --shard` cuts them. A
worker that dies is no loss: its share goes to another one, and what it had
built already is fresh there.
"""

import argparse
import json
import subprocess

from distributed import Client, LocalCluster, as_completed


def build(fuzi: str, project: str, shard: str) -> list[dict]:
    """Builds a share and gives what came of each of its documents."""
    command = [fuzi, "build", project, "--shard", shard, "--jobs", "1", "--message-format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    events = [json.loads(line) for line in done.stderr.splitlines()]
    if done.returncode not in (0, 1, 4):
        raise RuntimeError(f"share {shard}: {done.stderr}")
    return [event for event in events if event.get("event") == "document"]


def build_all(client: Client, fuzi: str, project: str, shares: int, done=lambda events: None) -> list[dict]:
    """Builds all shares; `done` is told of each."""
    shards = [f"{at}/{shares}" for at in range(1, shares + 1)]
    tasks = [client.submit(build, fuzi, project, shard, pure=False, retries=3) for shard in shards]
    documents = []
    for task in as_completed(tasks):
        events = task.result()
        documents += events
        done(events)
    return documents


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--fuzi", default="fuzi")
    parser.add_argument("--scheduler", help="the address of a cluster; without it one on this machine")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shares", type=int, default=16)
    args = parser.parse_args()
    cluster = args.scheduler or LocalCluster(n_workers=args.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        documents = build_all(client, args.fuzi, args.project, args.shares)
    for status in ("built", "fresh", "failed"):
        print(status, sum(document["status"] == status for document in documents))


if __name__ == "__main__":
    main()
