// Shows how far an import is without a tap; without this file there is a link that does the same.
const box = () => document.getElementById("progress");

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
      if (fresh) box().replaceWith(fresh);
    }
  } catch {
    // The line is down: the import goes on, and so do we.
  }
  plan();
}

function plan() {
  const seconds = box()?.dataset.refresh;
  if (seconds) setTimeout(refresh, seconds * 1000);
}

plan();
