/** The table of docs/support.md: what ran with which tool. */

/** How a cell reads where the package did its work. */
const RAN = 'runs';

/** The cells, as the tests fill them: a row is a tool and how it is used, a column an entry. */
export class Table {
  #columns;
  #rows = new Map();

  constructor(columns) {
    this.#columns = columns;
  }

  /** Announces a row, so that the table has the order of the tests. `skip` says why nothing of it runs here. */
  row(tool, how, skip) {
    this.#rows.set(title(tool, how), { skip, cells: new Map() });
  }

  /** The package did what it should: its work, or it said what it needs for that. */
  ran(tool, how, column, cell = RAN) {
    this.#rows.get(title(tool, how)).cells.set(column, cell);
  }

  /** In Markdown. A row that is left out here is as it is in `shown`, the table of a run that had it. */
  markdown(shown) {
    const short = this.#columns.map((name, index) => `\`${index === 0 ? name : name.slice(name.indexOf('/'))}\``);
    const rows = [...this.#rows].flatMap(([row, { skip, cells }]) =>
      skip
        ? shown.split('\n').filter((before) => before.startsWith(`| ${row} |`))
        : [
            line(
              row,
              this.#columns.map((name) => cells.get(name) ?? ''),
            ),
          ],
    );
    return [
      line(' | ', short),
      line(
        '--- | ---',
        short.map(() => '---'),
      ),
      ...rows,
    ].join('\n');
  }
}

const title = (tool, how) => `${tool} | ${how}`;
const line = (first, cells) => `| ${[first, ...cells].join(' | ')} |`;
