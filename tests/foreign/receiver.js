// receiver.js LOG - a receiver of telemetry that is not ours, which holds each request to the .proto files it brings
//
// Prints its URL, then on LOG a line for each request: "spans N" or "metrics N
// points N", or "wrong: …" at what no message of the protocol has. Rules of
// OTLP's JSON beside those of protobuf: ids are hexadecimal, enums numbers, and
// numbers of 64 bits decimal strings.
'use strict';
const fs = require('fs');
const {MockOtlpServer} = require('@elastic/mockotlpserver');
const {getProtoRoot} = require('@elastic/mockotlpserver/lib/proto.js');

const log = fs.openSync(process.argv[2], 'w');
const ids = {traceId: 32, spanId: 16, parentSpanId: 16};
const ranges = {
	uint64: [0n, 2n ** 64n], fixed64: [0n, 2n ** 64n], int64: [-(2n ** 63n), 2n ** 63n], sfixed64: [-(2n ** 63n), 2n ** 63n],
};

function demand(so, where, what) {
	if (!so)
		throw new Error(`${where}: ${what}`);
}

function checkScalar(type, value, where) {
	if (ranges[type]) {
		demand(typeof value === 'string' && /^-?[0-9]+$/.test(value), where, `no decimal string: ${value}`);
		demand(BigInt(value) >= ranges[type][0] && BigInt(value) < ranges[type][1], where, `no ${type}: ${value}`);
	} else if (type === 'bytes') {
		const digits = ids[where.split('.').pop()];

		demand(new RegExp(`^[0-9a-f]{${digits}}$`).test(value), where, `no id: ${value}`);
	} else if (type === 'string') {
		demand(typeof value === 'string', where, `no string: ${value}`);
	} else if (type === 'bool') {
		demand(typeof value === 'boolean', where, `no bool: ${value}`);
	} else {
		demand(typeof value === 'number', where, `no ${type}: ${value}`);
	}
}

function checkField(field, value, where) {
	field.resolve();
	if (field.resolvedType === null)
		checkScalar(field.type, value, where);
	else if (field.resolvedType.values)
		demand(Object.values(field.resolvedType.values).includes(value), where, `no value of ${field.type}: ${value}`);
	else
		checkMessage(field.resolvedType, value, where);
}

function checkMessage(type, message, where) {
	demand(message !== null && typeof message === 'object' && !Array.isArray(message), where, `no ${type.name}`);
	for (const [key, value] of Object.entries(message)) {
		const field = type.fields[key], place = `${where}.${key}`;

		demand(field !== undefined, place, `${type.name} has no such field`);
		demand(!field.repeated || Array.isArray(value), place, 'no list');
		for (const one of field.repeated ? value : [value])
			checkField(field, one, place);
	}
	for (const group of type.oneofsArray)
		demand(group.fieldsArray.filter((field) => field.name in message).length <= 1, where, `several of ${group.name}`);
}

function tell(service, request, count) {
	try {
		checkMessage(getProtoRoot().lookupType(`opentelemetry.proto.collector.${service}`), request, 'request');
		fs.writeSync(log, `${count(request)}\n`);
	} catch (error) {
		fs.writeSync(log, `wrong: ${error.message}\n`);
	}
}

function countSpans(request) {
	return `spans ${request.resourceSpans.flatMap((r) => r.scopeSpans).flatMap((s) => s.spans).length}`;
}

function countMetrics(request) {
	const metrics = request.resourceMetrics.flatMap((r) => r.scopeMetrics).flatMap((s) => s.metrics);
	const points = metrics.flatMap((metric) => (metric.sum || metric.histogram).dataPoints);

	return `metrics ${metrics.length} points ${points.length}`;
}

const server = new MockOtlpServer({
	logLevel: 'fatal', services: ['http'], httpHostname: '127.0.0.1', httpPort: 0,
	onTrace: (request) => tell('trace.v1.ExportTraceServiceRequest', request, countSpans),
	onMetrics: (request) => tell('metrics.v1.ExportMetricsServiceRequest', request, countMetrics),
});
server.start().then(() => console.log(server.httpUrl.href));
