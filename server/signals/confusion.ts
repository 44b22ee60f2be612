/** How often a camera showed `read` where `truth` stood; '' is nothing: a letter lost, or one added. */
export interface ConfusionCount {
  truth: string
  read: string
  count: number
}
