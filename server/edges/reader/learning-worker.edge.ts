import { parentPort, workerData } from 'node:worker_threads'
import type { Learning } from '../../feedback/learning.port.ts'
import { learnAndJudge } from '../../feedback/reader/learn-and-judge.ts'
import { packModel, unpackModel } from '../../feedback/reader/model.ts'

const [night, weights] = Object.values(workerData as Record<string, unknown>) as Parameters<Learning['run']>
const { found, challenger } = learnAndJudge(
  night,
  unpackModel(weights.shipped),
  weights.champion ? unpackModel(weights.champion) : null,
)
parentPort?.postMessage({ found, challenger: challenger ? packModel(challenger) : null })
