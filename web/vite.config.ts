import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const COUNTRIES = join(import.meta.dirname, '../rules/annotate/countries.tsv')

/**
 * Offers the names of countries by code as a module: the gazetteer has more columns than the page needs, and marks those
 * that are other words too by "?".
 */
function countryNames(): Plugin {
  const id = 'virtual:country-names'
  return {
    name: 'country-names',
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    load(asked) {
      if (asked !== `\0${id}`) return undefined
      const lines = readFileSync(COUNTRIES, 'utf8').split('\n')
      const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'))
      const [code, name] = [rows[0]!.indexOf('code'), rows[0]!.indexOf('name')]
      return `export default ${JSON.stringify(Object.fromEntries(rows.slice(1).map((row) => [row[code], row[name]!.replace(/\?$/, '')])))}`
    },
  }
}

/** Lets the browser fetch the two fonts of every view before it knows that it needs them, so that no text jumps. */
function preloadedFonts(): Plugin {
  return {
    name: 'preloaded-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => /source-(?:sans-3-latin-wght|serif-4-latin-opsz)[^/]*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  }
}

// Assets stay files of their own: the server's Content-Security-Policy allows nothing inline.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), countryNames(), preloadedFonts()],
  build: { outDir: '../dist/web', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': 'http://127.0.0.1:4750' } },
})
