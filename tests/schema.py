"""schema.py SCHEMA FILE... - holds JSON documents, or lines of a .jsonl file, against a schema

Prints for each file how many documents fit, and the first that does not. Then
proves that the schema is not one that takes everything: of every kind of
document each key that must be there is taken away, and a strange one put in,
and each time it has to be refused.
"""
import json
import sys

import jsonschema

SHOWN = 300
OPTIONAL = ('original', 'source', 'stack', 'abi', 'old_tid', 'waits', 'waited_ns', 'preempted', 'asked_ns')


def documents(path):
    with open(path, encoding='utf-8') as file:
        if path.endswith('.jsonl'):
            return [json.loads(line) for line in file]
        return [json.load(file)]


def refuses(validator, document, why):
    if validator.is_valid(document):
        print('the schema takes a document %s: %s' % (why, json.dumps(document)[:SHOWN]))
        return 0
    return 1


def is_optional(key):
    return key in OPTIONAL or key.startswith('0x')


def damage(validator, document):
    """Copies that were damaged, and those of them that were refused."""
    damaged = [({key: document[key] for key in document if key != gone}, 'without ' + gone)
               for gone in document if not is_optional(gone)]
    damaged.append(({**document, 'strange': 'x'}, 'with a key nobody knows'))
    return len(damaged), sum(refuses(validator, copy, why) for copy, why in damaged)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    kinds = {}
    for path in sys.argv[2:]:
        for number, document in enumerate(documents(path), 1):
            for error in validator.iter_errors(document):
                print('%s:%d: %s: %s' % (path, number, '/'.join(map(str, error.absolute_path)), error.message[:SHOWN]))
                return 1
            kinds.setdefault(document.get('type'), document)
    counts = [damage(validator, document) for document in kinds.values()]
    print('kinds: ' + ' '.join(sorted(str(kind) for kind in kinds)))
    return 0 if all(refused == damaged for damaged, refused in counts) else 1


sys.exit(main())
