import { z } from 'zod'
import { type Endpoint, problem } from '../../contract/endpoint.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Json
  return json
}

/** OpenAPI 3.1 of every endpoint of the contract. */
export function openApi(endpoints: readonly { group: string; endpoint: Endpoint }[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const { group, endpoint } of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/gu, '{$1}')
    const operations = paths[path] ?? {}
    paths[path] = operations
    const sent = schemaOf(endpoint.body, 'input')
    const body = endpoint.method === 'PATCH' ? withoutDefaults(sent) : sent
    const hasBody =
      endpoint.method !== 'GET' &&
      (body.type === 'object'
        ? Object.keys((body.properties as object) ?? {}).length > 0
        : Object.keys(body).length === 0)
    operations[endpoint.method.toLowerCase()] = {
      operationId: endpoint.name,
      tags: [group],
      summary: endpoint.summary,
      description: accessWords(endpoint),
      parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
      ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
      ...(endpoint.access === 'public' ? { security: [] } : {}),
      responses: {
        200: {
          description: 'Done',
          content: {
            [endpoint.path.endsWith('.csv') ? 'text/csv' : 'application/json']: {
              schema: schemaOf(endpoint.answer, 'output'),
            },
          },
        },
        default: {
          description: 'A problem (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Okaeri',
      version,
      summary: 'The relationship system of networks of places where people are received.',
      description:
        'Sign in with a session cookie, or send an API key made in Setup as `Authorization: Bearer ok_…`. Problems are RFC 9457. Cameras and telephones post to their own secret address (`/in/…`), copied from Setup.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'okaeri.session_token' },
      },
    },
  }
}

/**
 * A change touches only what it names, so a field left out takes no default: a draft made partial keeps those of the draft. Inside a
 * field that was sent, a default holds.
 */
function withoutDefaults(body: Json): Json {
  if (!body.properties) return body
  const fields = Object.entries(body.properties as Record<string, Json>)
  const without = ([name, field]: [string, Json]) => [
    name,
    Object.fromEntries(Object.entries(field).filter(([word]) => word !== 'default')),
  ]
  return { ...body, properties: Object.fromEntries(fields.map(without)) }
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const json = schemaOf(schema, 'input')
  const required = new Set((json.required as string[] | undefined) ?? [])
  return Object.entries((json.properties as Record<string, Json> | undefined) ?? {}).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: of,
  }))
}

const accessWords = ({ access, reach }: Endpoint): string =>
  access === 'public'
    ? 'Open to anyone.'
    : access === 'signed-in'
      ? 'For anyone signed in.'
      : `Needs the right \`${access}\`${reach === 'network' ? ' on every site' : ''}.`
