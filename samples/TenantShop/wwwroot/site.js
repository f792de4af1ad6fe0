// The page of the shop. It keeps the token in memory only, and puts what it gets into the document as text, never as markup.

const $ = id => document.getElementById(id);
const layerNames = { 'sign-in': 'the sign-in', keys: 'the keys', app: 'the app guard', signature: 'the signature', iam: 'IAM', database: 'the database' };
const path = ['sign-in', 'keys', 'app', 'signature', 'iam'];
const state = { token: null, user: null, tenant: null, users: [], models: [], attacks: [], auditFrom: 0, auditTimer: 0, busy: false };

function element(name, properties = {}, ...children) {
  const { data, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

async function call(url, body) {
  const headers = state.token ? { Authorization: `Bearer ${state.token}` } : {};
  const options = body === undefined ? { headers } : { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, options);
  if (response.status === 401 && state.token) {
    signOut();
    $('sign-in-error').textContent = 'Your session has ended. Sign in again.';
  }

  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.error ?? `The shop answered with HTTP ${response.status}.`);
  }

  return response.json();
}

// Sign-in

async function start() {
  [state.users, state.models] = await Promise.all([call('/api/users'), call('/api/models')]);
  $('user').replaceChildren(...state.users.map(({ user, tenant }) => new Option(`${user} (${tenant})`, user)));
  showPasswordHint();
}

function showPasswordHint() {
  $('sample-password').textContent = `sample-${$('user').value}`;
}

async function signIn(event) {
  event.preventDefault();
  $('sign-in-error').textContent = '';
  try {
    const session = await call('/api/sign-in', { user: $('user').value, password: $('password').value });
    Object.assign(state, { token: session.token, user: session.user, tenant: session.tenant, auditFrom: 0 });
    state.attacks = await call('/api/attacks');
    showBench();
  } catch (error) {
    $('sign-in-error').textContent = error.message;
    $('password').select();
  }
}

function showBench() {
  $('password').value = '';
  $('account-user').textContent = state.user;
  $('account-tenant').textContent = $('you').textContent = state.tenant;
  const others = [...new Set(state.users.map(user => user.tenant))].filter(tenant => tenant !== state.tenant);
  $('victim').replaceChildren(...others.map(tenant => new Option(tenant, tenant)));
  $('models').replaceChildren($('models').querySelector('legend'), element('div', {}, ...state.models.map((model, index) => element('label', {},
    element('span', {}, model.title, element('br'), element('small', { textContent: model.engine })),
    element('input', { type: 'radio', name: 'model', value: model.id, checked: index === 0 })))));
  $('welcome').hidden = true;
  $('bench').hidden = $('account').hidden = false;
  showAttacks();
  clearResults();
  showOwn();
  $('audit').replaceChildren();
  pollAudit();
  $('setup-title').focus();
}

function signOut() {
  clearTimeout(state.auditTimer);
  Object.assign(state, { token: null, user: null, tenant: null });
  $('welcome').hidden = false;
  $('bench').hidden = $('account').hidden = true;
  $('password').focus();
}

// What is attacked, and how

const chosen = name => document.querySelector(`input[name=${name}]:checked`)?.value;
const layers = () => Object.fromEntries(['app', 'iam', 'keys'].map(layer => [layer, $(`layer-${layer}`).checked]));
const attack = () => state.attacks.find(({ id }) => id === chosen('attack'));
const available = () => state.attacks.filter(({ models }) => models.includes(chosen('model')));

function showAttacks() {
  const before = chosen('attack');
  const list = available();
  const first = list.some(({ id }) => id === before) ? before : list[0]?.id;
  $('attacks').replaceChildren($('attacks').querySelector('legend'), ...list.map(({ id, title }) => element('label', {},
    title, element('input', { type: 'radio', name: 'attack', value: id, checked: id === first }))));
  describeAttack();
}

function describeAttack() {
  const { description, layersApply } = attack();
  $('attack-description').textContent = layersApply ? description : `${description} No switch lets this one through.`;
}

function clearResults() {
  $('result').hidden = $('all').hidden = true;
  showGates(null);
}

// The gates: what let the request through, what stopped it

function showGates(result) {
  const stop = result?.stoppedBy === 'database' ? 'iam' : result?.stoppedBy;
  const at = result?.outcome === 'breach' ? path.length : path.indexOf(stop);
  const on = layers();
  path.forEach((gate, index) => {
    const off = on[gate] === false;
    const never = !result || result.outcome === 'error' || index > at;
    setGate(gate, ...(index === at ? ['stopped', 'Stopped here'] : off ? ['off', 'Off'] : never ? ['', ''] : ['passed', 'Let through']));
  });
  const model = state.models.find(({ id }) => id === chosen('model'));
  const login = model?.engine === 'PostgreSQL';
  $('iam-name').textContent = login ? 'Login' : 'IAM';
  $('iam-what').textContent = login ? 'The tenant’s own database login.' : 'Credentials of the tenant’s own session.';
  $('data-of').textContent = `${$('victim').value}’s data`;
  $('data-where').textContent = model?.title ?? '';
  setGate('data', ...(result?.outcome === 'breach' ? ['breached', 'Reached'] : stop ? ['safe', 'Untouched'] : ['', '']));
}

function setGate(name, stateName, text) {
  const gate = document.querySelector(`[data-gate=${name}]`);
  gate.dataset.state = stateName;
  gate.querySelector('output').textContent = text;
}

// Running

const run = id => call(`/api/attacks/${encodeURIComponent(id)}`, { model: chosen('model'), victim: $('victim').value, layers: layers() });

async function busy(work) {
  if (state.busy)
    return;
  state.busy = $('run').disabled = $('run-all').disabled = true;
  try {
    await work();
  } catch (error) {
    showResult({ outcome: 'error', message: error.message });
  } finally {
    state.busy = $('run').disabled = $('run-all').disabled = false;
    pollAudit();
  }
}

const runOne = () => busy(async () => {
  $('all').hidden = true;
  showResult(await run(attack().id));
});

const runAll = () => busy(async () => {
  $('result').hidden = true;
  $('all').hidden = false;
  $('all-rows').replaceChildren();
  showGates(null);
  const counts = { stopped: 0, breach: 0, error: 0 };
  const list = available();
  for (const { id, title } of list) {
    $('all-summary').textContent = `Running ${title.toLowerCase()} …`;
    const result = await run(id);
    counts[result.outcome]++;
    $('all-rows').append(row(title, result));
  }

  $('all-summary').textContent = [`${counts.stopped} stopped`, `${counts.breach} breached`, counts.error ? `${counts.error} unclear` : ''].filter(Boolean).join(', ');
});

const outcomeTag = outcome => ({
  stopped: () => element('span', { className: 'tag good', textContent: 'Stopped' }),
  breach: () => element('span', { className: 'tag bad', textContent: 'Breach' }),
  error: () => element('span', { className: 'tag warn', textContent: 'Unclear' }),
})[outcome]();

const controlTag = ({ ok, seen }) => element('span', {}, element('span', { className: `tag ${ok ? 'good' : 'warn'}`, textContent: ok ? 'OK' : 'Failed' }), ` ${seen}`);

function row(title, result) {
  const cell = (label, ...children) => element('td', { data: { label } }, ...children);
  return element('tr', {},
    element('th', { scope: 'row', textContent: title }),
    cell('', outcomeTag(result.outcome)),
    cell('by', ...(result.stoppedBy ? [layerNames[result.stoppedBy]] : [])),
    cell('with', ...(result.errorCode ? [element('code', { textContent: result.errorCode })] : [])),
    cell('Control', controlTag(result.control)));
}

function showResult(result) {
  showGates(result);
  $('result').hidden = false;
  $('result').dataset.outcome = result.outcome;
  $('verdict').textContent = result.outcome === 'stopped' ? `Stopped by ${layerNames[result.stoppedBy]}`
    : result.outcome === 'breach' ? `Breach: ${state.tenant} reached ${$('victim').value}’s data`
      : 'Unclear: something else went wrong';
  const facts = [['Error', result.errorCode], ['Message', result.message], ['HTTP status', result.httpStatus], ['Request', result.requestId]];
  $('facts').replaceChildren(...facts.filter(([, value]) => value).flatMap(([name, value]) => [
    element('dt', { textContent: name }), element('dd', { className: name === 'Message' ? '' : 'mono', textContent: value })]));
  $('control').replaceChildren(...(result.control ? ['The same on your own data: ', controlTag(result.control)] : []));
  $('result').scrollIntoView({ block: 'nearest' });
}

// The audit trail

async function pollAudit() {
  clearTimeout(state.auditTimer);
  if (!state.token)
    return;
  try {
    if (!document.hidden)
      await readAudit();
  } catch (error) {
    $('audit-state').textContent = error.message;
  }

  if (state.token)
    state.auditTimer = setTimeout(pollAudit, 2000);
}

async function readAudit() {
  const { entries, next } = await call(`/api/audit?after=${state.auditFrom}`);
  for (const { position, record } of entries) {
    const item = auditItem(record, position);
    const old = document.querySelector(`#audit > [data-position="${position}"]`);
    if (!old)
      $('audit').prepend(item);
    else if (old.dataset.text !== item.dataset.text)
      old.replaceWith(item);
  }

  // The outcome of a call is written into its record when the call is over: the last few are read again.
  const last = entries.slice(-10);
  state.auditFrom = last.length ? last[0].position : next;
  while ($('audit').children.length > 100)
    $('audit').lastElementChild.remove();
  const count = $('audit').children.length;
  $('audit-state').textContent = count ? `${count} record${count === 1 ? '' : 's'}, newest first` : 'No records yet';
}

function auditItem(record, position) {
  const { arn, accessKeyId } = record.userIdentity ?? {};
  const who = arn?.split('/').at(-1) ?? (accessKeyId ? `unproved key ${accessKeyId}` : 'unknown caller');
  const what = [...new Set((record.resources ?? []).map(({ ARN }) => ARN?.split(':').at(-1)))].filter(Boolean).join(', ');
  const keys = record.additionalEventData?.leadingKeys?.join(', ');
  const denied = Boolean(record.errorCode);
  return element('li', { data: { position, text: JSON.stringify(record) } }, element('details', { className: denied ? 'denied' : '' },
    element('summary', {},
      element('strong', { textContent: record.eventName ?? 'Record' }),
      element('span', { className: `tag ${denied ? 'bad' : 'plain'}`, textContent: record.errorCode ?? 'Allowed' }),
      element('span', { className: 'what', textContent: [record.eventTime?.slice(11, 19), who, what && `on ${what}`, keys && `key ${keys}`].filter(Boolean).join(' · ') })),
    element('pre', { textContent: JSON.stringify(record, null, 2) })));
}

// The tenant's own data

async function showOwn() {
  try {
    const { orders, customers, invoices } = await call(`/api/shop?model=${encodeURIComponent(chosen('model'))}`);
    $('own-summary').textContent = `${orders.length} orders, ${customers.length} customers, ${invoices.length} invoices`;
    $('own').replaceChildren(...orders.toSorted((a, b) => a.orderId.localeCompare(b.orderId)).map(order => element('li', {},
      element('span', { textContent: order.orderId }), element('span', { className: 'tag plain', textContent: order.status.toLowerCase() }),
      element('span', { textContent: order.total.toFixed(2) }))));
  } catch (error) {
    $('own').replaceChildren();
    $('own-summary').textContent = error.message;
  }
}

$('sign-in').addEventListener('submit', signIn);
$('user').addEventListener('change', showPasswordHint);
$('sign-out').addEventListener('click', signOut);
$('victim').addEventListener('change', clearResults);
$('models').addEventListener('change', () => { showAttacks(); clearResults(); showOwn(); });
$('gates').addEventListener('change', clearResults);
$('attacks').addEventListener('change', () => { describeAttack(); clearResults(); });
$('run').addEventListener('click', runOne);
$('run-all').addEventListener('click', runAll);
start().catch(error => { $('sign-in-error').textContent = error.message; });
