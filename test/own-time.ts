/** Milliseconds of the processor that some work took in this thread: the same on a machine that is crowded, as a clock on the wall is not. */
export function ownTime(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
