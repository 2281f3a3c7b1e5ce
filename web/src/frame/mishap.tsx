import { Component, type ReactNode } from 'react'
import { t } from '../catalogue/index.ts'

interface MishapProps {
  readonly children: ReactNode
}

/** Keeps a fault of one view from taking the page with it: says what went wrong, and how to go on. */
export class Mishap extends Component<MishapProps, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return 'error' in this.state ? <Failed error={this.state.error} /> : this.props.children
  }
}

/** What stands where a view could not be loaded or drawn. */
export function Failed({ error }: { error: unknown }) {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.frame.mishap}</h1>
        <p className="lede small">
          <bdi>{error instanceof Error ? error.message : String(error)}</bdi>
        </p>
      </header>
      {/* Not within the page: what is loaded may be what is wrong. */}
      <a href={location.href} className="link">
        {t.frame.loadAgain}
      </a>
    </main>
  )
}
