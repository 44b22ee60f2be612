import * as importFeeds from '../../contract/import-feeds.ts'
import * as api from '../../contract/imports.ts'
import type { Routes } from '../kit/http.ts'
import { readAttributes } from './attributes.flow.ts'
import { cancelImport, listImports, pauseImport, readImport, refusedRows, runImport } from './import.flow.ts'
import { changeFeed, createFeed, listFeeds, removeFeed } from './import-feed.flow.ts'
import type { FeedPorts } from './import-feed-read.flow.ts'
import { MOST_BYTES, rereadImport, uploadImport } from './import-upload.flow.ts'

export function importRoutes(routes: Routes, { workbooks, folders }: Omit<FeedPorts, 'queries'>): void {
  routes.on(api.listImports, listImports)
  routes.on(api.uploadImport, uploadImport(workbooks), { perMinute: 30, bodyLimit: MOST_BYTES + 1024 * 1024 })
  routes.on(api.readImport, readImport)
  routes.on(api.rereadImport, rereadImport, { perMinute: 60 })
  routes.on(api.runImport, runImport)
  routes.on(api.pauseImport, pauseImport)
  routes.on(api.cancelImport, cancelImport)
  routes.on(api.refusedRows, refusedRows)
  routes.on(api.readAttributes, readAttributes)
  routes.on(importFeeds.listFeeds, listFeeds)
  routes.on(importFeeds.createFeed, createFeed(folders), { perMinute: 30 })
  routes.on(importFeeds.changeFeed, changeFeed, { perMinute: 60 })
  routes.on(importFeeds.removeFeed, removeFeed)
}
