'use strict';
// Tables: a click on a column's name sorts by it, another one the other way round.
function key(row, column) {
	const cell = row.cells[column];
	return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent;
}
function compare(a, b) {
	return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
for (const table of document.querySelectorAll('table'))
	table.tHead.addEventListener('click', event => {
		const head = event.target.closest('th');
		const body = table.tBodies[0];
		if (head === null || body.rows.length === 0)
			return;
		const numbers = 'v' in body.rows[0].cells[head.cellIndex].dataset;
		const before = head.getAttribute('aria-sort');
		const down = before === null ? numbers : before === 'ascending';
		for (const other of head.parentNode.cells)
			other.removeAttribute('aria-sort');
		head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
		const rows = Array.from(body.rows, row => [key(row, head.cellIndex), row]);
		rows.sort((a, b) => down ? compare(b[0], a[0]) : compare(a[0], b[0]));
		for (const pair of rows)
			body.append(pair[1]);
	});
// The flame graph: a click on a box makes it as wide as the picture, another one on it shows all again.
for (const flame of document.querySelectorAll('.flame')) {
	const whole = flame.viewBox.baseVal.width;
	let zoomed = null;
	flame.addEventListener('click', event => {
		const box = event.target.closest('g');
		if (box === null)
			return;
		zoomed = zoomed === box ? null : box;
		const begin = zoomed === null ? 0 : Number(box.dataset.x);
		const scale = zoomed === null ? 1 : whole / Number(box.dataset.w);
		for (const other of flame.querySelectorAll('g')) {
			const x = (Number(other.dataset.x) - begin) * scale;
			const left = Math.max(x, 0);
			const width = Math.min(x + Number(other.dataset.w) * scale, whole) - left;
			const rect = other.querySelector('rect'), text = other.querySelector('text');
			other.style.display = width > 0.01 ? '' : 'none';
			rect.setAttribute('x', left);
			rect.setAttribute('width', Math.max(width, 0));
			if (text !== null) {
				text.setAttribute('x', left + 3);
				text.style.display = width > text.textContent.length * 7 - 8 ? '' : 'none';
			}
		}
	});
}
