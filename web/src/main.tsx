import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/parts.css'
import { App } from './app.tsx'
import { t } from './catalogue/index.ts'

document.documentElement.lang = t.locale

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
