"""The door: `streamlit run campaign_app.py`. The server imports it for its routes, each tab runs it for its screens."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from streamlit.runtime.pages_manager import PagesManager

    from campaign.ui.feedback import unexpected
    from campaign.web.server import MIDDLEWARE, ROUTES, lifespan

    # Otherwise, until somebody opened the door, Streamlit runs pages/x.py alone for whoever asks for /x, with a list of
    # the files in English. Pages have their own guard all the same; a test opens each on a fresh server.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan, on_script_error=unexpected)
    if __name__ == "__main__":
        app.run()
else:
    from campaign.ui import navigation

    navigation.show()
