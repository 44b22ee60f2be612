import { useCallback, useEffect, useRef, useState } from 'react'

export const LONGEST_MS = 10_000
/** Twenty marks a second: what an eye follows as a wave. */
const MARK_MS = 50

export type Refusal = 'no-microphone' | 'not-allowed' | 'no-https' | 'unknown'
export type Recording =
  | { state: 'ready' }
  | { state: 'asking' }
  | { state: 'recording'; levels: number[]; ms: number }
  | { state: 'done'; blob: Blob; url: string; levels: number[] }
  | { state: 'refused'; because: Refusal }

const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm']

const refusalOf = (fault: unknown): Refusal =>
  !(fault instanceof DOMException)
    ? 'unknown'
    : fault.name === 'NotAllowedError' || fault.name === 'SecurityError'
      ? 'not-allowed'
      : fault.name === 'NotFoundError' || fault.name === 'NotReadableError'
        ? 'no-microphone'
        : 'unknown'

/** How loud it is now, 0 to 1: the root of the mean square, stretched so that speech fills the picture. */
function loudness(analyser: AnalyserNode, samples: Float32Array<ArrayBuffer>): number {
  analyser.getFloatTimeDomainData(samples)
  const mean = samples.reduce((sum, s) => sum + s * s, 0) / samples.length
  return Math.min(1, Math.sqrt(mean) * 5)
}

/**
 * Records at most ten seconds (or `longest`) from the microphone and shows how loud it is meanwhile. The microphone is let go of as soon as
 * the recording ends or the screen closes.
 */
export function useRecorder(longest = LONGEST_MS) {
  const [recording, setRecording] = useState<Recording>({ state: 'ready' })
  const finish = useRef<(() => void) | null>(null)
  const letGo = useRef<(() => void) | null>(null)
  const url = useRef<string | null>(null)

  const forget = useCallback(() => {
    if (url.current) URL.revokeObjectURL(url.current)
    url.current = null
  }, [])

  const start = useCallback(async () => {
    forget()
    if (!navigator.mediaDevices || typeof MediaRecorder === 'undefined') {
      setRecording({ state: 'refused', because: window.isSecureContext ? 'unknown' : 'no-https' })
      return
    }
    setRecording({ state: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true },
      })
      const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
      const recorder = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: 48_000 })
      const context = new AudioContext()
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(stream).connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      const parts: Blob[] = []
      const levels: number[] = []
      const began = performance.now()
      const ticking = setInterval(() => {
        const ms = performance.now() - began
        levels.push(loudness(analyser, samples))
        if (ms >= longest) finish.current?.()
        else setRecording({ state: 'recording', levels: [...levels], ms })
      }, MARK_MS)
      letGo.current = () => {
        clearInterval(ticking)
        for (const track of stream.getTracks()) track.stop()
        void context.close()
        finish.current = null
        letGo.current = null
      }
      recorder.ondataavailable = (event) => parts.push(event.data)
      recorder.onstop = () => {
        const blob = new Blob(parts, { type: (recorder.mimeType || mimeType || 'audio/webm').split(';')[0] as string })
        url.current = URL.createObjectURL(blob)
        setRecording({ state: 'done', blob, url: url.current, levels: [...levels] })
      }
      finish.current = () => {
        letGo.current?.()
        if (recorder.state !== 'inactive') recorder.stop()
      }
      recorder.start()
      setRecording({ state: 'recording', levels: [], ms: 0 })
    } catch (fault) {
      letGo.current?.()
      setRecording({ state: 'refused', because: refusalOf(fault) })
    }
  }, [forget, longest])

  const stop = useCallback(() => finish.current?.(), [])
  useEffect(
    () => () => {
      letGo.current?.()
      forget()
    },
    [forget],
  )
  return { recording, start, stop }
}
