// Loaded before the program (NODE_OPTIONS=--require): the packages named in HIDE_PACKAGES are as if they were not installed.
const Module = require('node:module');

const hidden = (process.env.HIDE_PACKAGES ?? '').split(',');
const isHidden = (request) => hidden.some((name) => request === name || request.startsWith(`${name}/`));
const missing = (request) =>
  Object.assign(new Error(`Cannot find package '${request}'`), { code: 'ERR_MODULE_NOT_FOUND' });

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function resolve(request, ...rest) {
  if (isHidden(request)) throw missing(request);
  return resolveFilename.call(this, request, ...rest);
};

const hooks = `
  const hidden = ${JSON.stringify(hidden)};
  export async function resolve(request, context, next) {
    if (hidden.some((name) => request === name || request.startsWith(name + '/'))) {
      throw Object.assign(new Error("Cannot find package '" + request + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
    }
    return next(request, context);
  }`;
Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
