"""otlp_check.py FILE... - holds OTLP/JSON to its specification, and the spans to each other

Each line of the files is a request, or a request that collector.py took down
(those that were taken only). Prints what is in them, a line each:

    traces N                        how many different ones
    span KIND N                     by the first word of their names
    parent ID                       of the root, where it is none of ours
    call NAME COUNT ERRORS          as the last metrics have them

and fails with a sentence at the first thing that is wrong.
"""
import collections
import json
import re
import sys

SPAN = {'traceId': 'id32', 'spanId': 'id16', 'parentSpanId': 'id16', 'name': 'name', 'kind': 'kind', 'startTimeUnixNano': 'u64',
        'endTimeUnixNano': 'u64', 'attributes': 'attributes', 'events': 'events', 'droppedEventsCount': 'u32', 'status': 'status'}
MUST = ('traceId', 'spanId', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano')


class Wrong(Exception):
    pass


def demand(so, what, value=None):
    if not so:
        raise Wrong('%s: %s' % (what, json.dumps(value)[:200]))


def keys(value, allowed, needed, what):
    demand(isinstance(value, dict), what + ' is no object', value)
    for key in value:
        demand(key in allowed, '%s has a key nobody knows: %s' % (what, key), value)
    for key in needed:
        demand(key in value, '%s without %s' % (what, key), value)


def decimal(value, low, high, what):
    demand(isinstance(value, str) and re.fullmatch('-?[0-9]+', value), what + ' is no decimal string', value)
    demand(low <= int(value) <= high, what + ' is out of range', value)


def number(value, what):
    demand(isinstance(value, (int, float)) and not isinstance(value, bool), what + ' is no number', value)


def one_value(value):
    keys(value, ('stringValue', 'intValue', 'doubleValue', 'boolValue', 'arrayValue'), (), 'a value')
    demand(len(value) == 1, 'a value of several kinds or none', value)
    kind, inner = next(iter(value.items()))
    if kind == 'stringValue':
        demand(isinstance(inner, str), 'stringValue is no string', value)
    elif kind == 'intValue':
        decimal(inner, -2**63, 2**63 - 1, 'intValue')
    elif kind == 'doubleValue':
        number(inner, 'doubleValue')
    elif kind == 'boolValue':
        demand(isinstance(inner, bool), 'boolValue is no bool', value)
    else:
        keys(inner, ('values',), ('values',), 'an array')
        for element in inner['values']:
            one_value(element)
    return inner


def attributes(value):
    demand(isinstance(value, list), 'attributes are no list', value)
    seen = {}
    for pair in value:
        keys(pair, ('key', 'value'), ('key', 'value'), 'an attribute')
        demand(isinstance(pair['key'], str) and pair['key'], 'a key that is none', pair)
        demand(pair['key'] not in seen, 'an attribute twice', pair)
        seen[pair['key']] = one_value(pair['value'])
    return seen


def check_field(kind, value, what):
    if kind in ('id32', 'id16'):
        digits = 32 if kind == 'id32' else 16
        demand(isinstance(value, str) and re.fullmatch('[0-9a-f]{%d}' % digits, value) and set(value) != {'0'}, what + ' is no id', value)
    elif kind == 'name':
        demand(isinstance(value, str) and value != '', what + ' is empty', value)
    elif kind == 'kind':
        demand(type(value) is int and 0 <= value <= 5, what + ' is no kind of span', value)
    elif kind == 'u64':
        decimal(value, 1, 2**64 - 1, what)
    elif kind == 'u32':
        demand(type(value) is int and 0 <= value < 2**32, what + ' is no count', value)
    elif kind == 'attributes':
        attributes(value)
    elif kind == 'status':
        keys(value, ('code', 'message'), (), 'a status')
        demand(type(value.get('code', 0)) is int and 0 <= value.get('code', 0) <= 2, 'no status code', value)
        demand('message' not in value or value['code'] == 2, 'a message without an error', value)
    else:
        for event in value:
            keys(event, ('timeUnixNano', 'name', 'attributes'), ('timeUnixNano', 'name'), 'an event')
            decimal(event['timeUnixNano'], 1, 2**64 - 1, 'the time of an event')
            demand(event['name'] != '', 'an event without a name', event)
            attributes(event.get('attributes', []))


def check_span(span):
    keys(span, SPAN, MUST, 'a span')
    for key, value in span.items():
        check_field(SPAN[key], value, key)
    begin, end = int(span['startTimeUnixNano']), int(span['endTimeUnixNano'])
    demand(begin <= end, 'a span that ends before it begins', span)
    for event in span.get('events', ()):
        demand(begin <= int(event['timeUnixNano']) <= end, 'an event outside its span', span)


def check_point(point, kind):
    common = ('attributes', 'startTimeUnixNano', 'timeUnixNano')
    if kind == 'histogram':
        fields = common + ('count', 'sum', 'min', 'max', 'bucketCounts', 'explicitBounds')
        keys(point, fields, fields, 'a point')
        decimal(point['count'], 1, 2**64 - 1, 'count')
        for key in ('sum', 'min', 'max'):
            number(point[key], key)
        for count in point['bucketCounts']:
            decimal(count, 0, 2**64 - 1, 'a bucket')
        bounds = point['explicitBounds']
        demand(len(point['bucketCounts']) == len(bounds) + 1, 'buckets that do not fit the bounds', point)
        demand(all(a < b for a, b in zip(bounds, bounds[1:])), 'bounds that do not grow', bounds)
        demand(sum(map(int, point['bucketCounts'])) == int(point['count']), 'buckets that do not add up', point)
        demand(point['min'] <= point['sum'] / int(point['count']) * (1 + 1e-9) and
               point['sum'] / int(point['count']) <= point['max'] * (1 + 1e-9), 'a mean outside of the extremes', point)
        check_buckets(point)
    else:
        keys(point, common + ('asInt',), common + ('asInt',), 'a point')
        decimal(point['asInt'], 0, 2**63 - 1, 'asInt')
    decimal(point['startTimeUnixNano'], 1, 2**64 - 1, 'startTimeUnixNano')
    decimal(point['timeUnixNano'], int(point['startTimeUnixNano']), 2**64 - 1, 'timeUnixNano')
    return attributes(point['attributes'])


def check_buckets(point):
    """The extremes lie in the first and the last bucket that is not empty."""
    filled = [i for i, count in enumerate(map(int, point['bucketCounts'])) if count > 0]
    bounds = [0.0] + point['explicitBounds'] + [float('inf')]
    for bucket, extreme in ((filled[0], 'min'), (filled[-1], 'max')):
        low, high = bounds[bucket], bounds[bucket + 1]
        demand(low * 0.98 <= point[extreme] <= high * 1.02, extreme + ' is not in its bucket', point)


def check_metric(metric):
    keys(metric, ('name', 'description', 'unit', 'sum', 'histogram'), ('name', 'unit'), 'a metric')
    kinds = [kind for kind in ('sum', 'histogram') if kind in metric]
    demand(len(kinds) == 1, 'a metric of several kinds or none', metric)
    inner = metric[kinds[0]]
    keys(inner, ('aggregationTemporality', 'isMonotonic', 'dataPoints'), ('aggregationTemporality', 'dataPoints'), 'a metric')
    demand(type(inner['aggregationTemporality']) is int and 1 <= inner['aggregationTemporality'] <= 2, 'no temporality', inner)
    demand(('isMonotonic' in inner) == (kinds[0] == 'sum'), 'isMonotonic is of sums', metric)
    seen = [json.dumps(check_point(point, kinds[0]), sort_keys=True) for point in inner['dataPoints']]
    demand(len(seen) == len(set(seen)), 'two points of the same attributes', metric)


def check_request(request):
    """Its spans, and its metrics."""
    spans, metrics = [], []
    keys(request, ('resourceSpans', 'resourceMetrics'), (), 'a request')
    demand(len(request) == 1, 'a request of several kinds or none', request)
    for resource in request.get('resourceSpans', request.get('resourceMetrics')):
        keys(resource, ('resource', 'scopeSpans', 'scopeMetrics'), ('resource',), 'resourceSpans')
        keys(resource['resource'], ('attributes',), ('attributes',), 'a resource')
        demand(attributes(resource['resource']['attributes']).get('service.name'), 'no service.name', resource['resource'])
        for scope in resource.get('scopeSpans', resource.get('scopeMetrics')):
            keys(scope, ('scope', 'spans', 'metrics'), ('scope',), 'scopeSpans')
            keys(scope['scope'], ('name', 'version'), ('name',), 'a scope')
            spans += scope.get('spans', [])
            metrics += scope.get('metrics', [])
    for span in spans:
        check_span(span)
    for metric in metrics:
        check_metric(metric)
    return spans, metrics


def is_process(span):
    return any(pair['key'] == 'thread.id' for pair in span['attributes']) and not span['name'].startswith('syscall')


def check_family(spans):
    """Unique, each below one that is there, and inside it; a process may outlive the one that made it."""
    by_id = {}
    for span in spans:
        demand(span['spanId'] not in by_id, 'an id twice', span)
        by_id[span['spanId']] = span
    roots = [span for span in spans if span.get('parentSpanId') not in by_id]
    demand(len(roots) == 1, '%d roots' % len(roots), [span['name'] for span in roots])
    for span in spans:
        parent = by_id.get(span.get('parentSpanId'))
        if parent is None:
            continue
        demand(parent['traceId'] == span['traceId'], 'a span of another trace than its parent', span)
        demand(int(parent['startTimeUnixNano']) <= int(span['startTimeUnixNano']), 'a span begins before its parent', span)
        demand(int(span['endTimeUnixNano']) <= int(parent['endTimeUnixNano']) or (is_process(span) and is_process(parent)),
               'a span ends after its parent', span)
    return roots[0]


def requests_of(path):
    with open(path, encoding='utf-8') as file:
        for line in file:
            request = json.loads(line)
            if 'answer' not in request:
                yield request
            elif request['answer'].split(':')[0] in ('200', 'partial', 'empty'):
                yield json.loads(request['body'])


def count_calls(metrics):
    """{name: [calls, errors]} of one request."""
    counts = {}
    for metric in metrics:
        for point in metric.get('histogram', {}).get('dataPoints', []):
            counts.setdefault(attributes(point['attributes'])['syscall.name'], [0, 0])[0] = int(point['count'])
        for point in metric.get('sum', {}).get('dataPoints', []) if metric['name'] == 'sightline.syscall.errors' else []:
            counts.setdefault(attributes(point['attributes'])['syscall.name'], [0, 0])[1] = int(point['asInt'])
    return counts


def main():
    spans, counts = [], {}
    for path in sys.argv[1:]:
        for request in requests_of(path):
            more, metrics = check_request(request)
            spans += more
            counts = count_calls(metrics) or counts
    root = check_family(spans)
    print('traces', len({span['traceId'] for span in spans}))
    for kind, count in sorted(collections.Counter(span['name'].split(':')[0] for span in spans).items()):
        print('span', kind, count)
    if 'parentSpanId' in root:
        print('parent', root['parentSpanId'])
    for name, (calls, errors) in sorted(counts.items()):
        print('call', name, calls, errors)


try:
    main()
except Wrong as wrong:
    print(wrong)
    sys.exit(1)
