import type { Wordings } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Link } from '../../router.tsx'
import { sentenceOf } from './alignment.tsx'
import { type Cell, type Thread, threadsOf } from './threads.ts'

/** Statements in the table, around the pair that is compared, and phrases. */
const MAX_COLUMNS = 5
const MAX_ROWS = 14

/** Phrases that come back, over several statements. */
export function Concordance({ wordings, at }: { wordings: Wordings; at: number }) {
  const { statements } = wordings
  const first = Math.max(0, Math.min(at - 1, statements.length - MAX_COLUMNS))
  const shown = statements.slice(first, first + MAX_COLUMNS)
  const rows = threadsOf(wordings)
    .map((thread) => ({ thread, cells: thread.slice(first, first + MAX_COLUMNS) }))
    .filter(({ cells }) => cells.filter((cell) => cell !== undefined).length > 1)
    .slice(0, MAX_ROWS)
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{t.wording.over2(shown.length)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      <section className="hs" aria-label={t.wording.over2Label} tabIndex={0}>
        <table className="conc">
          <thead>
            <tr>
              {shown.map(({ day }, idx) => (
                <th key={day} scope="col" className={first + idx === at || first + idx === at + 1 ? 'on' : ''}>
                  {day === '' ? t.wording.undated : formatDay(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, thread }) => (
              <tr key={keyOf(cells)}>
                {cells.map((cell, idx) => (
                  <PhraseCell key={shown[idx]!.day} cell={cell} isDropped={wasThere(thread, first + idx)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function PhraseCell({ cell, isDropped }: { cell: Cell | undefined; isDropped: boolean }) {
  if (cell === undefined) return <td className="x">{isDropped ? t.wording.droppedHere : t.wording.silent}</td>
  const { change, span } = cell
  const mark = change === 'strengthened' ? 'strong' : change === 'weakened' ? 'weak' : change === 'added' ? 'new' : ''
  return (
    <td>
      <Link to={sentenceOf(span)}>
        <bdi className={mark}>{span.text}</bdi>
        {(change === 'strengthened' || change === 'weakened' || change === 'reworded') && (
          <small> {t.wording.change[change]}</small>
        )}
      </Link>
    </td>
  )
}

const wasThere = (thread: Thread, at: number) => at > 0 && thread[at - 1] !== undefined

function keyOf(cells: readonly (Cell | undefined)[]): string {
  const span = cells.find((cell) => cell !== undefined)!.span
  return `${span.report} ${span.start}`
}
