import { childrenOf, isNode, type Node } from './syntax.ts'

/** A name used as a value that nothing in the file declares, with the nodes around it, innermost last. */
export interface GlobalUse {
  name: string
  node: Node
  around: readonly Node[]
}

/** Every use of a name that comes from outside the file. Types are not values; parameters and locals of the same name are not it. */
export function globalsOf(program: Node): GlobalUse[] {
  const uses: GlobalUse[] = []
  const scopes: Set<string>[] = []
  const around: Node[] = []

  const inScope = (names: Iterable<string>, work: () => void): void => {
    scopes.push(new Set(names))
    work()
    scopes.pop()
  }
  const visitAll = (node: Node): void => {
    around.push(node)
    for (const child of childrenOf(node)) visit(child)
    around.pop()
  }
  const visit = (node: Node): void => {
    if (node.type.startsWith('TS')) {
      // A cast holds an expression; every other node of TypeScript's is erased.
      if (isNode(node.expression) && node.type !== 'TSExpressionWithTypeArguments') {
        around.push(node)
        visit(node.expression)
        around.pop()
      }
      return
    }
    if (node.type === 'Identifier') {
      const name = node.name as string
      if (isValue(node, around) && !scopes.some((each) => each.has(name)))
        uses.push({ name, node, around: [...around] })
      return
    }
    const declared = namesDeclaredBy(node)
    if (declared) inScope(declared, () => visitAll(node))
    else visitAll(node)
  }
  visit(program)
  return uses
}

/** The names a node brings into being for what is inside it; undefined when it opens no scope. */
function namesDeclaredBy(node: Node): string[] | undefined {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'FunctionBody':
      return (node.body as Node[]).flatMap(declaredBy)
    case 'SwitchStatement':
      return (node.cases as Node[]).flatMap((each) => (each.consequent as Node[]).flatMap(declaredBy))
    case 'ForStatement':
      return isNode(node.init) ? declaredBy(node.init) : []
    case 'ForInStatement':
    case 'ForOfStatement':
      return isNode(node.left) ? declaredBy(node.left) : []
    case 'CatchClause':
      return isNode(node.param) ? bound(node.param) : []
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(isNode(node.id) ? bound(node.id) : []), ...(node.params as Node[]).flatMap(bound), 'arguments']
    case 'ClassExpression':
      return isNode(node.id) ? bound(node.id) : []
    default:
      return undefined
  }
}

function declaredBy(statement: Node): string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return (statement.declarations as Node[]).flatMap((each) => bound(each.id as Node))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return isNode(statement.id) ? bound(statement.id) : []
    case 'ImportDeclaration':
      return (statement.specifiers as Node[]).flatMap((each) => bound(each.local as Node))
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return isNode(statement.declaration) ? declaredBy(statement.declaration) : []
    default:
      return []
  }
}

/** The names bound by a pattern. */
function bound(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name as string]
    case 'ObjectPattern':
      return (pattern.properties as Node[]).flatMap((each) => bound((each.value ?? each.argument) as Node))
    case 'ArrayPattern':
      return (pattern.elements as (Node | null)[]).flatMap((each) => (each ? bound(each) : []))
    case 'AssignmentPattern':
      return bound(pattern.left as Node)
    case 'RestElement':
      return bound(pattern.argument as Node)
    case 'TSParameterProperty':
      return bound(pattern.parameter as Node)
    default:
      return []
  }
}

/** Is this identifier a value that is read, and not the name of a property, a label or an import? */
function isValue(node: Node, around: readonly Node[]): boolean {
  const parent = around.at(-1)
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed === true
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return parent.value === node || parent.computed === true
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ImportAttribute':
      return false
    case 'ExportSpecifier':
      return parent.local === node && !around.at(-2)?.source
    default:
      return true
  }
}
