# The app for a class, as docs/lecture_server.md describes it:
#
#     docker build -t margins .
#     docker run -p 8501:8501 -v margins:/stored margins
FROM python:3.11-slim
RUN useradd --create-home app && mkdir /stored && chown app /stored
WORKDIR /srv
COPY . .
# The first index has torch for processors alone; the usual one brings gigabytes for graphics cards.
RUN pip install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu -r requirements.txt
USER app
ENV XDG_CACHE_HOME=/stored FACE_RUNS=/runs
VOLUME /stored
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD python -c "import os, urllib.request; path = os.environ.get('STREAMLIT_SERVER_BASE_URL_PATH', '').strip('/'); urllib.request.urlopen('http://127.0.0.1:8501' + (path and '/' + path) + '/_stcore/health', timeout=20)"
CMD ["streamlit", "run", "app/main.py", "--server.port=8501", "--server.address=0.0.0.0"]
