/** One sheet, as CSV with commas in UTF-8; empty rows stay, so that its lines are the sheet's rows. */
export interface Sheet {
  name: string
  csv: Uint8Array
}

/** Opens a workbook. */
export interface Workbooks {
  read(bytes: Uint8Array): Promise<Sheet[] | { problem: 'workbook' | 'workbook-too-large' }>
}
