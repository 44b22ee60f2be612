import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server that development talks to; `npm run dev` starts it. */
const SERVER = 'http://127.0.0.1:4270'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Browsers of spring 2024 and later: they know `light-dark()`, by which every colour turns with the system.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // A screen is a chunk of its own; what every screen needs is cut once, so that a change of ours leaves it in the cache.
    rolldownOptions: {
      // The page of a tablet has a script and a service worker of its own: under `/t/`, by names that never change.
      // So has the page of a customer, under `/c/`: a script that offers notifications, and the worker that shows them.
      input: {
        index: 'web/index.html',
        't/tablet': 'web/tablet/tablet.ts',
        't/worker': 'web/tablet/worker.ts',
        'c/notify': 'web/customer-page/notify.ts',
        'c/worker': 'web/customer-page/worker.ts',
      },
      output: {
        entryFileNames: ({ name }) => (/^[ct]\//u.test(name) ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'mantine', test: /node_modules\/@mantine\/(core|hooks|notifications|spotlight)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: SERVER, changeOrigin: false },
      '/in': { target: SERVER, changeOrigin: false },
      '^/[acq]/': { target: SERVER, changeOrigin: false },
    },
  },
})
