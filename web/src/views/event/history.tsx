import type { EventHistory } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import type { Judging } from '../../parts/judge.tsx'
import { Judgements } from '../../parts/judgements.tsx'

/** How the event came to be what it is: the program's version, and every judgement with who, when and why. */
export function History({ history, onJudge }: { history: EventHistory; onJudge: (judging: Judging) => void }) {
  const versions = [...new Set(history.tellings.flatMap(({ version }) => version ?? []))]
  return (
    <section>
      <h2>{t.event.history}</h2>
      <ol className="history">
        <li>
          <span className="quiet">{t.event.codedFrom(history.tellings.length, versions.join(', '))}</span>
        </li>
        <Judgements rows={history.judgements} onJudge={onJudge} />
      </ol>
    </section>
  )
}
