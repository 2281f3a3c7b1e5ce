import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Assets stay files of their own: the server's Content-Security-Policy allows nothing inline.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': 'http://127.0.0.1:4750' } },
})
