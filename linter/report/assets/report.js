/* SPDX-License-Identifier: MIT */
"use strict";

/* What the page can do beyond being read; without this it is complete. */
(function () {
	var each = function (where, selector, work) {
		Array.prototype.forEach.call(
		    where.querySelectorAll(selector), work);
	};

	/* What is folded would be missing on paper, and to a link's target. */
	function unfold(all) {
		each(document, "details", function (d) {
			d.open = all;
		});
	}

	function show(id) {
		var target = id && document.getElementById(id);

		if (target && target.tagName === "DETAILS")
			target.open = true;
	}

	function text(row, column) {
		var cell = row.cells[column];
		var sort = cell.getAttribute("data-sort");

		return sort === null ? cell.textContent : sort;
	}

	function sortBy(table, column, button) {
		var body = table.tBodies[0];
		var head = button.parentNode;
		var down = head.getAttribute("aria-sort") === "ascending";
		var rows = Array.prototype.slice.call(body.rows);

		rows.sort(function (a, b) {
			var order = text(a, column).localeCompare(
			    text(b, column), "en", { numeric: true });

			return down ? -order : order;
		});
		rows.forEach(function (row) {
			body.appendChild(row);
		});
		each(table, "th[aria-sort]", function (th) {
			th.removeAttribute("aria-sort");
		});
		head.setAttribute("aria-sort", down ? "descending" : "ascending");
	}

	function makeSortable(table) {
		each(table, "thead th", function (th, column) {
			var button = document.createElement("button");

			button.type = "button";
			button.textContent = th.textContent;
			th.textContent = "";
			th.appendChild(button);
			button.addEventListener("click", function () {
				sortBy(table, column, button);
			});
		});
	}

	function makeFilter(tools) {
		var table = tools.nextElementSibling;
		var words = tools.querySelector("input[type=search]");
		var troubled = tools.querySelector("input[type=checkbox]");
		var output = tools.querySelector("output");

		function apply() {
			var wanted = words.value.toLowerCase();
			var shown = 0;

			each(table, "tbody tr", function (row) {
				var fits = row.textContent.toLowerCase()
				    .indexOf(wanted) >= 0 &&
				    (!troubled.checked ||
					row.hasAttribute("data-troubled"));

				row.hidden = !fits;
				shown += fits ? 1 : 0;
			});
			output.textContent = shown + " of " +
			    table.tBodies[0].rows.length + " profiles";
		}

		words.addEventListener("input", apply);
		troubled.addEventListener("change", apply);
		apply();
	}

	var actions = {
		expand: function () {
			unfold(true);
		},
		print: function () {
			window.print();
		}
	};

	each(document, ".tools", function (tools) {
		tools.hidden = false;
	});
	each(document, "button[data-do]", function (button) {
		button.addEventListener("click",
		    actions[button.getAttribute("data-do")]);
	});
	each(document, "table.profiles", makeSortable);
	each(document, ".filter", makeFilter);
	/* Narrow pages show the list and not the picture. */
	if (window.matchMedia("(max-width: 700px)").matches)
		each(document, "details.aslist", function (d) {
			d.open = true;
		});
	window.addEventListener("hashchange", function () {
		show(location.hash.slice(1));
	});
	show(location.hash.slice(1));
}());
