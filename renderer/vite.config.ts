import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The window's bundle. Relative addresses, since the page is served from app://; Chromium 130 is the oldest runtime. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { index: `${import.meta.dirname}/index.html`, print: `${import.meta.dirname}/print.html` },
    },
  },
  worker: { format: 'es' },
})
