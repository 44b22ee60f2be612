import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'
import { role } from './rights.ts'

export const apiKey = z.object({
  id,
  name: z.string(),
  role,
  siteId: id.nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})
export const listApiKeys = endpoint({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api/keys',
  access: 'network.manage',
  reach: 'network',
  summary: 'API keys in force',
  answer: z.object({ keys: z.array(apiKey) }),
})
export const createApiKey = endpoint({
  name: 'createApiKey',
  method: 'POST',
  path: '/api/keys',
  access: 'network.manage',
  reach: 'network',
  summary: 'A new API key; its token is shown once',
  body: z.object({ name: line().min(1), role: role.exclude(['owner']), siteId: id.nullable().default(null) }),
  answer: z.object({ key: apiKey, token: z.string() }),
})
export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/keys/:id',
  access: 'network.manage',
  reach: 'network',
  summary: 'Revoke an API key',
  params: idParams,
})
