// Passkeys: a form with data-passkey="add" makes one, with data-passkey="use" signs in with one. The browser's answer
// goes into the form's field “credential”, and the form is sent as usual.
(() => {
  "use strict";
  const LEFT_OUT = new Set(["NotAllowedError", "AbortError"]); // the person has closed the browser's window

  const toBytes = (text) => {
    const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };
  const toText = (buffer) => {
    const letters = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const decodeIds = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

  async function fetchOptions(form, signal) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(form.dataset.options, { method: "POST", headers, signal });
    if (!answer.ok) throw new Error(`options: ${answer.status}`);
    const options = await answer.json();
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = decodeIds(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = decodeIds(options.allowCredentials);
    return options;
  }

  function encode(credential) {
    const given = credential.response;
    const response = { clientDataJSON: toText(given.clientDataJSON) };
    if (given.attestationObject) {
      response.attestationObject = toText(given.attestationObject);
      response.transports = given.getTransports?.() ?? [];
    } else {
      response.authenticatorData = toText(given.authenticatorData);
      response.signature = toText(given.signature);
      if (given.userHandle) response.userHandle = toText(given.userHandle);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  function send(form, credential) {
    form.elements.credential.value = encode(credential);
    form.submit();
  }

  function say(form, words) {
    form.querySelector("[data-passkey-said]").textContent = words;
  }

  // The offer in the field of the user name; a browser runs one request at a time, and a session has one challenge.
  const offer = { canceller: null, options: null, end: null };

  async function endOffer() {
    await offer.options?.catch(() => {}); // one that the server answers late would replace the next challenge
    offer.canceller?.abort();
    await offer.end;
  }

  async function run(form) {
    say(form, "");
    await endOffer();
    try {
      const publicKey = await fetchOptions(form);
      const credential =
        form.dataset.passkey === "add"
          ? await navigator.credentials.create({ publicKey })
          : await navigator.credentials.get({ publicKey });
      send(form, credential);
    } catch (mistake) {
      if (mistake.name === "InvalidStateError") say(form, form.dataset.known);
      else if (!LEFT_OUT.has(mistake.name)) say(form, form.dataset.failed);
    }
  }

  async function offerInNameField(form) {
    offer.canceller = new AbortController();
    const { signal } = offer.canceller;
    if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
    try {
      offer.options = fetchOptions(form, signal);
      const publicKey = await offer.options;
      send(form, await navigator.credentials.get({ publicKey, signal, mediation: "conditional" }));
    } catch (mistake) {
      // An offer that nobody sees may fail silently; the button says why.
    }
  }

  // An answer that came after another way to sign in was chosen would replace the session of that one.
  const withdraw = () => offer.canceller?.abort();
  document.getElementById("login-form")?.addEventListener("submit", withdraw);
  for (const link of document.querySelectorAll("a[href]")) link.addEventListener("click", withdraw);

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) {
      form.querySelector("[type=submit]").disabled = true;
      say(form, form.dataset.missing);
      continue;
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form);
    });
    if ("offer" in form.dataset) offer.end = offerInNameField(form);
  }
})();
