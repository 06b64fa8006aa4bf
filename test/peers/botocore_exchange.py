"""botocore's side of an exchange: reads JSON lines on stdin, answers one line each on stdout.

{"service": "ec2", "protocol": "ec2", "operation": "DescribeVpcs", "input": {...}, "output": {...},
 "response": {"status": 200, "headers": {...}, "body": "<base64>"}}
-> {"input": what of the input botocore's model has, "request": {"method", "path", "query", "headers", "body"},
    "expected": what of the output botocore's model has, "parsed": what botocore read of the response}
-> {"unknown": true} for an operation that botocore's model does not have

Timestamps are ISO 8601 on the wire to us, bytes are {"base64": ...}.
"""

import base64
import datetime
import json
import sys
from urllib.parse import urlencode

import botocore.awsrequest
import botocore.parsers
import botocore.serialize
import botocore.session
from dateutil.tz import tzutc

session = botocore.session.get_session()
models = {}


def model(service):
    if service not in models:
        models[service] = session.get_service_model(service)
    return models[service]


def prune(shape, value):
    """What of a value the model knows, in the types that botocore takes and gives."""
    kind = shape.type_name
    if kind == "structure":
        if getattr(shape, "is_document_type", False):
            return value
        return {k: prune(shape.members[k], v) for k, v in value.items() if k in shape.members}
    if kind == "list":
        return [prune(shape.member, v) for v in value]
    if kind == "map":
        return {k: prune(shape.value, v) for k, v in value.items()}
    if kind == "timestamp":
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(tzutc())
    if kind == "blob":
        return base64.b64decode(value["base64"])
    if kind == "string" and isinstance(value, int):
        # Route 53's MaxItems: a number in the SDK's schemas, text in botocore's.
        return str(value)
    return value


def plain(value):
    """The same as JSON."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(tzutc())
        return utc.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (utc.microsecond // 1000)
    if isinstance(value, (bytes, bytearray)):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def query_of(query):
    if isinstance(query, str):
        return query
    return urlencode(query, doseq=True)


def exchange(line):
    service = model(line["service"])
    if line["operation"] not in service.operation_names:
        return {"unknown": True}
    operation = service.operation_model(line["operation"])
    given = prune(operation.input_shape, line["input"]) if operation.input_shape else {}
    serializer = botocore.serialize.create_serializer(line["protocol"], include_validation=False)
    request = serializer.serialize_to_request(given, operation)
    body = request["body"]
    if isinstance(body, dict):
        body = urlencode(body, doseq=True)
    if isinstance(body, str):
        body = body.encode()
    path = request["url_path"]
    target, _, query = path.partition("?")
    extra = query_of(request["query_string"])
    response = line["response"]
    parser = botocore.parsers.create_parser(line["protocol"])
    parsed = parser.parse(
        {
            "status_code": response["status"],
            "headers": botocore.awsrequest.HeadersDict(response["headers"]),
            "body": base64.b64decode(response["body"]),
        },
        operation.output_shape,
    )
    parsed.pop("ResponseMetadata", None)
    expected = prune(operation.output_shape, line["output"]) if operation.output_shape else {}
    return {
        "input": plain(given),
        "request": {
            "method": request["method"],
            "path": target,
            "query": "&".join(q for q in (query, extra) if q),
            "headers": {k: v for k, v in request["headers"].items()},
            "body": base64.b64encode(bytes(body or b"")).decode(),
        },
        "expected": plain(expected),
        "parsed": plain(parsed),
    }


for text in sys.stdin:
    try:
        answer = exchange(json.loads(text))
    except Exception as error:  # the test names the operation that it was
        answer = {"error": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(answer), flush=True)
