import { t } from '../catalogue/index.ts'
import { Link } from '../router.tsx'
import { addressOfSaving } from './searchAddress.ts'
import type { Offer } from './suggestions.ts'

interface OffersProps {
  readonly id: string
  readonly offers: readonly Offer[]
  /** Which of them the keys are on; -1 for none. */
  readonly at: number
  /** What is written. */
  readonly text: string
  readonly onTake: (offer: Offer) => void
}

/** The offers below the search box, and how a search is written while nothing is. The box keeps the focus. */
export function Offers({ id, offers, at, text, onTake }: OffersProps) {
  const written = text.trim()
  return (
    <div className="offers" onPointerDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} role="listbox" aria-label={t.search.suggestions} tabIndex={-1}>
        {offers.map((offer, idx) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
          <div
            key={offer.text + offer.hint}
            id={`${id}-${idx}`}
            role="option"
            tabIndex={-1}
            aria-selected={idx === at}
            onClick={() => onTake(offer)}
          >
            <bdi>{offer.label}</bdi>
            <span>{offer.hint}</span>
          </div>
        ))}
      </div>
      {written === '' && (
        <dl aria-label={t.search.help}>
          {t.search.examples.map(([example, meaning]) => (
            <div key={example}>
              <dt>{example}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="more">
        <Link to={written === '' ? '/saved' : addressOfSaving(written)} className="link">
          {written === '' ? t.saved.over : t.search.save}
        </Link>
      </p>
    </div>
  )
}
