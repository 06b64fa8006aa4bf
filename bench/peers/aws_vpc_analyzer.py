"""Times aws-vpc-analyzer (PyPI) on the network that an endpoint answers with, one path a pair, its cache warm.

    pip install aws-vpc-analyzer
    netops lab start --detach            # or any endpoint that has the pairs
    python bench/peers/aws_vpc_analyzer.py http://127.0.0.1:4599 pairs.json

pairs.json: [["i-…", "10.0.0.5", 443], …], as bench/peers/pairs.ts writes it. Prints one JSON line.
"""

import asyncio
import json
import logging
import os
import statistics
import sys
import time

endpoint, file = sys.argv[1:3]
os.environ.update(
    AWS_ENDPOINT_URL=endpoint,
    AWS_ACCESS_KEY_ID="NETOPSLAB",
    AWS_SECRET_ACCESS_KEY="netops-lab",
    AWS_REGION=os.environ.get("AWS_REGION", "ap-northeast-2"),
    AWS_EC2_METADATA_DISABLED="true",
)
logging.disable(logging.CRITICAL)

from netgraph.aws.client import AWSClientFactory, RetryConfig  # noqa: E402
from netgraph.aws.fetcher import EC2Fetcher  # noqa: E402
from netgraph.core.graph_manager import GraphManager  # noqa: E402
from netgraph.core.path_analyzer import PathAnalyzer  # noqa: E402


async def main() -> None:
    region = os.environ["AWS_REGION"]
    client = AWSClientFactory(region=region, profile=None).create_client()
    retry = RetryConfig(initial_delay=0.5, multiplier=2.0, max_delay=30.0, max_retries=5, jitter=True)
    graph = GraphManager(
        fetcher=EC2Fetcher(client=client, retry_config=retry),
        region=region,
        account_id=client.account_id or "unknown",
        ttl_seconds=3600,
    )
    analyzer = PathAnalyzer(graph=graph)
    with open(file, encoding="utf8") as pairs_file:
        pairs = json.load(pairs_file)

    async def ask(source: str, destination: str, port: int) -> str:
        try:
            result = await analyzer.analyze(source_id=source, dest_ip=destination, port=port, protocol="tcp", force_refresh=False)
            return str(getattr(result.status, "value", result.status))
        except Exception as error:  # what it cannot answer is an answer, too
            return type(error).__name__

    said = [await ask(*pair) for pair in pairs]  # warms the cache
    times = []
    for pair in pairs:
        started = time.perf_counter()
        await ask(*pair)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    print(
        json.dumps(
            {
                "bench": "aws-vpc-analyzer",
                "case": "one path, cache warm",
                "n": len(times),
                "median_ms": round(statistics.median(times), 3),
                "p99_ms": round(times[int(len(times) * 0.99)], 3),
                "said": {s: said.count(s) for s in sorted(set(said))},
                "answers": said,
            }
        )
    )


asyncio.run(main())
