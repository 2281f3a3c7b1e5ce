export { createApp } from './app.ts'
export { type Listening, listen } from './listen.ts'
export { readPage } from './page.ts'
