import { parentPort } from 'node:worker_threads'
import readWorkbook from 'read-excel-file/node'
import { csvOfRows } from './sheet-csv.ts'

parentPort?.on('message', (bytes: Uint8Array) => {
  readWorkbook<string>(Buffer.from(bytes), { trim: false, parseNumber: (text) => text }).then(
    (sheets) =>
      parentPort?.postMessage(sheets.map(({ sheet, data }) => ({ name: sheet, csv: csvOfRows(data as unknown[][]) }))),
    () => parentPort?.postMessage({ problem: 'workbook' }),
  )
})
