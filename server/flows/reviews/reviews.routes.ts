import * as api from '../../../contract/reviews.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import {
  listReviews,
  publishReview,
  readReview,
  readReviewSettings,
  reconsiderReview,
  refuseReview,
  removeReply,
  replyToReview,
  reviewReports,
  reviewShown,
  reviewsShown,
  setReviewSettings,
  settleAppeal,
  settleReports,
} from './moderate.flow.ts'
import { appealMyReview, readMyReview, renameMyReview, withdrawMyReview } from './my-review.flow.ts'
import { createSubject, listSubjects, updateSubject } from './subjects.flow.ts'

/** Acts of an author, a minute, from one address: more is no person. */
const ACTS = { perMinute: 30 }

export function reviewsRoutes(routes: Routes, looks: Looks): void {
  routes.on(api.listReviews, noted(looks, listReviews, reviewsShown))
  routes.on(api.readReview, noted(looks, readReview, reviewShown))
  routes.on(api.publishReview, publishReview)
  routes.on(api.refuseReview, refuseReview)
  routes.on(api.reconsiderReview, reconsiderReview)
  routes.on(api.settleAppeal, settleAppeal)
  routes.on(api.replyToReview, replyToReview)
  routes.on(api.removeReply, removeReply)
  routes.on(api.reviewReports, reviewReports)
  routes.on(api.settleReports, settleReports)
  routes.on(api.listSubjects, listSubjects)
  routes.on(api.createSubject, createSubject)
  routes.on(api.updateSubject, updateSubject)
  routes.on(api.readReviewSettings, readReviewSettings)
  routes.on(api.setReviewSettings, setReviewSettings)
  routes.on(api.readMyReview, readMyReview, { perMinute: 60 })
  routes.on(api.withdrawMyReview, withdrawMyReview, ACTS)
  routes.on(api.appealMyReview, appealMyReview, ACTS)
  routes.on(api.renameMyReview, renameMyReview, ACTS)
}
