import type { CheckedCount, EventRow } from '../../../../src/serve/http/types.ts'
import { useAll } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatDayMonth } from '../../dates.ts'
import { Empty } from '../../frame/states.tsx'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { Link } from '../../router.tsx'
import { actWords, names, reportName } from '../../words.ts'

/** What tells a claim from others: its report and where in it. */
export function claimKey({ report, span }: CheckedCount): string {
  return `${report.id}:${span.start}`
}

/** The sentence that makes a claim. */
export function sentenceOf({ report, sentence }: CheckedCount): string {
  return sentence === undefined ? `/reports/${report.id}` : `/reports/${report.id}#s${sentence.index + 1}`
}

interface ClaimsProps {
  readonly claims: readonly CheckedCount[]
  readonly chosen: CheckedCount | undefined
  readonly onChoose: (claim: CheckedCount) => void
}

/** The claims in a table; above it the chosen one with the acts that were counted. */
export function Claims({ claims, chosen, onChoose }: ClaimsProps) {
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{t.checks.counts}</h2>
      {chosen === undefined ? (
        <Empty title={t.checks.countsNone} text={t.checks.countsNoneWhy}>
          <Link to="/add" className="link">
            {t.add.action}
          </Link>
        </Empty>
      ) : (
        <>
          <Chosen claim={chosen} />
          <Table claims={claims} chosen={chosen} onChoose={onChoose} />
        </>
      )}
    </section>
  )
}

/** A claim in its sentence, what the record says to it, and each act that was counted. */
function Chosen({ claim }: { claim: CheckedCount }) {
  const { counted, report, sentence, span, text } = claim
  const { data } = useCounted(claim)
  const before = sentence?.text.slice(0, span.start - sentence.start) ?? ''
  const after = sentence?.text.slice(span.end - sentence.start) ?? ''
  return (
    <div className="claim" aria-live="polite">
      <blockquote>
        <Link to={sentenceOf(claim)}>
          <bdi>
            “{before}
            <mark className="on">{text}</mark>
            {after}”
          </bdi>
        </Link>
      </blockquote>
      <p className="quiet">
        <bdi>{report.publisher ?? reportName(report)}</bdi>
        {report.published !== undefined && `, ${formatDay(report.published)}`}
        {sentence !== undefined && `, ${t.checks.sentence(sentence.index + 1)}`}.{' '}
        <b>{t.checks.verdicts[claim.verdict]}</b>: {foundWords(claim)}. {alternatives(claim)}
      </p>
      {counted.length > 0 && (
        <ol className="counted" aria-label={t.checks.countedLabel(counted.length)}>
          {counted.map(({ id, day, last_day, weapon }, idx) => {
            const event = data?.find((one) => one.id === id)
            return (
              <li key={id} className={idx + 1 === claim.claimed ? 'nth' : ''}>
                <span className="i">{idx + 1}</span>
                {event !== undefined && <Glyph mark={drawn(event)} />}
                <span className="d">
                  {day === last_day ? formatDayMonth(day) : `${formatDayMonth(day)} – ${formatDayMonth(last_day)}`}
                </span>
                <Link to={`/events/${id}`}>
                  <bdi>{event === undefined ? weapon : `${names(event.actors)}: ${actWords(event)}`}</bdi>
                  {event?.location !== undefined && (
                    <span className="quiet">
                      {' '}
                      · <bdi>{event.location.name}</bdi>
                    </span>
                  )}
                </Link>
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}

/** Asks for the acts that a claim was held against; none while there is no claim. */
export function useCounted(claim: CheckedCount | undefined) {
  return useAll<EventRow>((claim?.counted ?? []).slice(0, MAX_SHOWN).map(({ id }) => `/api/events/${id}`))
}

/** Acts of a claim that are asked for whole; the others are told by day and weapon. */
const MAX_SHOWN = 40

/** "7 in the record, 5 January to 30 January 2022", or why it cannot be told. */
function foundWords({ counted, because, verdict }: CheckedCount): string {
  if (verdict === 'cannot-tell' && because !== undefined) return because
  if (counted.length === 0) return t.checks.none
  const days = t.checks.first(formatDay(counted[0]!.day), formatDay(counted.at(-1)!.last_day))
  return `${t.checks.found(counted.length)}, ${days}`
}

/** What would change the number: the kinds of weapon, where there are several. */
function alternatives({ counted }: CheckedCount): string {
  const kinds = new Map<string, number>()
  for (const { weapon } of counted) kinds.set(weapon, (kinds.get(weapon) ?? 0) + 1)
  if (kinds.size < 2) return ''
  const told = [...kinds].map(([kind, n]) =>
    t.checks.without(counted.length - n, kind === '' ? t.checks.kindless : kind),
  )
  return `${told.join('; ')}.`
}

const SQUARES = { agrees: 'yes', disagrees: 'no', 'cannot-tell': 'open' } as const

function Table({ claims, chosen, onChoose }: Omit<ClaimsProps, 'chosen'> & { chosen: CheckedCount }) {
  return (
    <table className="claims">
      <caption className="sr">{t.checks.all(claims.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.checks.claim}</th>
          <th scope="col">{t.checks.inRecord}</th>
          <th scope="col">{t.checks.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => {
          const isChosen = claim === chosen
          return (
            <tr key={claimKey(claim)} className={isChosen ? 'on' : ''}>
              <td className="c">
                <button type="button" aria-pressed={isChosen} onClick={() => onChoose(claim)}>
                  <bdi>“{claim.text}”</bdi>
                </button>
                <small>
                  <bdi>{claim.report.publisher ?? reportName(claim.report)}</bdi>
                  {claim.report.published !== undefined && `, ${formatDay(claim.report.published)}`}
                </small>
              </td>
              <td className="r">{foundWords(claim)}</td>
              <td>
                <span className={`verdict ${SQUARES[claim.verdict]}`}>{t.checks.verdicts[claim.verdict]}</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
