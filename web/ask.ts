import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { AnswerOf, Endpoint } from '../contract/endpoint.ts'
import { call, ProblemError, type Sent } from './api.ts'

/** The key under which an answer is cached: `[endpoint name, what was asked]`. */
export const keyOf = <E extends Endpoint>(endpoint: E, input: Sent<E>) => [endpoint.name, input] as const

export const asking = <E extends Endpoint>(endpoint: E, input: Sent<E>) => ({
  queryKey: keyOf(endpoint, input),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, { signal }),
})

interface AskOptions {
  /** Ask nothing while false. */
  enabled?: boolean
  /** Ask again every so many milliseconds. */
  every?: number | false
  /** Keep showing the last answer while the next one is fetched. */
  keep?: boolean
}

/** Reads an endpoint: `const floor = useAsk(readFloor, { query: { site } })`. */
export function useAsk<E extends Endpoint>(
  endpoint: E,
  input: Sent<E>,
  { enabled = true, every = false, keep = false }: AskOptions = {},
): UseQueryResult<AnswerOf<E>, ProblemError> {
  return useQuery<AnswerOf<E>, ProblemError>({
    ...asking(endpoint, input),
    enabled,
    refetchInterval: every,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  } as never)
}

/**
 * Changes something: `const save = useDo(updateSite, { refresh: [readNetwork, me] })`, then `save.mutate({ params, body })`.
 * What `refresh` names is read again afterwards; a problem is in `save.error`.
 */
export function useDo<E extends Endpoint>(
  endpoint: E,
  { refresh = [], done }: { refresh?: Endpoint[]; done?: (answer: AnswerOf<E>, sent: Sent<E>) => void } = {},
): UseMutationResult<AnswerOf<E>, ProblemError, Sent<E>> {
  const queries = useQueryClient()
  return useMutation<AnswerOf<E>, ProblemError, Sent<E>>({
    mutationFn: (sent) => call(endpoint, sent),
    onSuccess: async (answer, sent) => {
      done?.(answer, sent)
      await Promise.all(refresh.map((e) => queries.invalidateQueries({ queryKey: [e.name] })))
    },
  })
}

/** A client that asks again only where asking again may help: not after a refusal. */
export function makeQueries(on: { refused: (problem: ProblemError) => void }): QueryClient {
  const heard = (fault: unknown) => {
    if (fault instanceof ProblemError && fault.problem.status === 401) on.refused(fault)
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: heard }),
    mutationCache: new MutationCache({ onError: heard }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (n, fault) =>
          n < 3 && fault instanceof ProblemError && (fault.problem.status === 0 || fault.problem.status >= 500),
        retryDelay: (n) => Math.min(8000, 500 * 2 ** n),
      },
    },
  })
}
