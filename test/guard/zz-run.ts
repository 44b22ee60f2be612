import { offencesOf, told, longFiles } from '../guard.ts'
import { readTree } from './tree.ts'
import { ENDPOINTS } from '../../contract/index.ts'
import { endpointOffences } from './endpoints.ts'
const t = performance.now()
const tree = readTree(process.cwd())
console.log(tree.size, performance.now()-t)
const o = [...offencesOf(tree), ...endpointOffences(ENDPOINTS.map(e=>e.endpoint))]
for (const x of o) console.log(told(x))
console.log(o.length, 'offences', performance.now()-t, longFiles(tree))
